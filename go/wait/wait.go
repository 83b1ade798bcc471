// Package main of a user's program gets this file by -overlay, for mode attach alone: it holds the program back before
// main.main until it has been attached to, and ends it when who started it is gone. Nothing on disk changes.
package main

import (
	delveGateOS "os"
	delveGateTime "time"
)

func init() {
	file := delveGateOS.Getenv("DELVE_GATE_WAIT")
	if file == "" {
		return
	}
	delveGateOS.Unsetenv("DELVE_GATE_WAIT")
	parent := delveGateOS.Getppid()
	for {
		if _, err := delveGateOS.Stat(file); err == nil {
			return
		}
		if delveGateOS.Getppid() != parent {
			delveGateOS.Exit(0)
		}
		delveGateTime.Sleep(2 * delveGateTime.Millisecond)
	}
}
