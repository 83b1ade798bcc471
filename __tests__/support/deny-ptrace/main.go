//go:build linux

// Command deny-ptrace runs a program under a seccomp filter that answers ptrace(2) with EPERM, as a container can.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"unsafe"
)

const (
	prSetNoNewPrivs = 38
	prSetSeccomp    = 22
	modeFilter      = 2
	returnAllow     = 0x7fff0000
	returnErrno     = 0x00050000
)

func main() {
	runtime.LockOSThread()
	load := syscall.SockFilter{Code: syscall.BPF_LD | syscall.BPF_W | syscall.BPF_ABS, K: 0}
	equal := syscall.SockFilter{Code: syscall.BPF_JMP | syscall.BPF_JEQ | syscall.BPF_K, Jf: 1, K: syscall.SYS_PTRACE}
	deny := syscall.SockFilter{Code: syscall.BPF_RET | syscall.BPF_K, K: returnErrno | uint32(syscall.EPERM)}
	allow := syscall.SockFilter{Code: syscall.BPF_RET | syscall.BPF_K, K: returnAllow}
	filter := []syscall.SockFilter{load, equal, deny, allow}
	program := syscall.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	prctl(prSetNoNewPrivs, 1, 0)
	prctl(prSetSeccomp, modeFilter, uintptr(unsafe.Pointer(&program)))
	path, err := exec.LookPath(os.Args[1])
	if err == nil {
		err = syscall.Exec(path, os.Args[1:], os.Environ())
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func prctl(option, a, b uintptr) {
	if _, _, errno := syscall.RawSyscall6(syscall.SYS_PRCTL, option, a, b, 0, 0, 0); errno != 0 {
		fmt.Fprintln(os.Stderr, "prctl:", errno)
		os.Exit(1)
	}
}
