module delve-gate.test/modzip

go 1.21
