module delve-gate.test/seccomp

go 1.21
