//go:build linux

// Command seccomp runs a program under a filter that answers one system call with an error, as a container can:
//
//	seccomp ptrace EPERM program…          every ptrace(2)
//	seccomp ptrace=16 EPERM program…       ptrace(2) with 16, PTRACE_ATTACH, as its first argument
//	seccomp ptrace=17 KILL program…        who calls it is killed
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"unsafe"
)

const (
	prSetNoNewPrivs = 38
	prSetSeccomp    = 22
	modeFilter      = 2
	returnAllow     = 0x7fff0000
	returnErrno     = 0x00050000
	returnKill      = 0x80000000
	numberAt        = 0
	firstArgumentAt = 16
)

var calls = map[string]uint32{
	"ptrace":      syscall.SYS_PTRACE,
	"personality": syscall.SYS_PERSONALITY,
}

var errors = map[string]syscall.Errno{"EPERM": syscall.EPERM, "ENOSYS": syscall.ENOSYS, "EACCES": syscall.EACCES}

func main() {
	runtime.LockOSThread()
	name, argument, exact := strings.Cut(os.Args[1], "=")
	call, known := calls[name]
	errno, named := errors[os.Args[2]]
	refusal := returnErrno | uint32(errno)
	if os.Args[2] == "KILL" {
		refusal, named = returnKill, true
	}
	if !known || !named {
		fail(fmt.Errorf("no such system call or error: %s %s", os.Args[1], os.Args[2]))
	}
	load := func(at uint32) syscall.SockFilter {
		return syscall.SockFilter{Code: syscall.BPF_LD | syscall.BPF_W | syscall.BPF_ABS, K: at}
	}
	unless := func(value uint32, skip uint8) syscall.SockFilter {
		return syscall.SockFilter{Code: syscall.BPF_JMP | syscall.BPF_JEQ | syscall.BPF_K, Jf: skip, K: value}
	}
	answer := func(value uint32) syscall.SockFilter {
		return syscall.SockFilter{Code: syscall.BPF_RET | syscall.BPF_K, K: value}
	}
	filter := []syscall.SockFilter{load(numberAt), unless(call, 1), answer(refusal), answer(returnAllow)}
	if exact {
		number, err := strconv.ParseUint(argument, 0, 32)
		if err != nil {
			fail(err)
		}
		filter = []syscall.SockFilter{
			load(numberAt), unless(call, 3), load(firstArgumentAt), unless(uint32(number), 1),
			answer(refusal), answer(returnAllow),
		}
	}
	program := syscall.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	prctl(prSetNoNewPrivs, 1, 0)
	prctl(prSetSeccomp, modeFilter, uintptr(unsafe.Pointer(&program)))
	path, err := exec.LookPath(os.Args[3])
	if err == nil {
		err = syscall.Exec(path, os.Args[3:], os.Environ())
	}
	fail(err)
}

func prctl(option, a, b uintptr) {
	if _, _, errno := syscall.RawSyscall6(syscall.SYS_PRCTL, option, a, b, 0, 0, 0); errno != 0 {
		fail(errno)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "seccomp:", err)
	os.Exit(1)
}
