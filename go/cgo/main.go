// Built to see whether cgo works: compiled by the C compiler in force, and linked.
package main

// int one(void) { return 1; }
import "C"

func main() {
	println(int(C.one()))
}
