module delve-gate.test/deny-ptrace

go 1.21
