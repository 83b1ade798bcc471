module delve-gate.test/cgo

go 1.18
