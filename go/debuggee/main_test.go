package main

import "testing"

func TestCompute(t *testing.T) {
	if got := compute(10); got != 65 {
		t.Fatalf("compute(10) = %d, want 65", got)
	}
}
