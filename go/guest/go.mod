module delve-gate.guest

go 1.21
