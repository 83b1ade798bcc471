module delve-gate.test/wait

go 1.18
