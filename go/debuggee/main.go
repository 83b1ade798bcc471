// Command debuggee is the program that delve-gate debugs to prove a dlv: every value at its breakpoint is known.
//
// "once" computes and ends; "loop" computes until its standard input closes, so that it cannot outlive who started it; "crash"
// computes and panics.
package main

import (
	"os"
	"time"
)

type point struct {
	X, Y int
}

var crashes bool

//go:noinline
func compute(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		sum += i
	}
	word := "delve-gate"
	corner := point{X: sum, Y: n}
	if crashes {
		panic("as told")
	}
	return corner.X + corner.Y + len(word) // breakpoint: sum, word and corner are set
}

func main() {
	crashes = len(os.Args) > 1 && os.Args[1] == "crash"
	if len(os.Args) > 1 && os.Args[1] == "loop" {
		go exitWithParent()
		for {
			compute(10)
			time.Sleep(5 * time.Millisecond)
		}
	}
	if compute(10) != 65 {
		os.Exit(1)
	}
}

func exitWithParent() {
	buffer := make([]byte, 1)
	for {
		if _, err := os.Stdin.Read(buffer); err != nil {
			os.Exit(0)
		}
	}
}
