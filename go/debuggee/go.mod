module delve-gate.test/debuggee

go 1.18
