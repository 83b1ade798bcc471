package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"unsafe"
)

func pointer[T any](value *T) uintptr { return uintptr(unsafe.Pointer(value)) }

// prepare makes the file systems that Go programs and dlv read, brings lo up, and lets every program leave a core.
func prepare() error {
	for _, each := range []struct{ kind, at string }{
		{"proc", "/proc"}, {"sysfs", "/sys"}, {"devtmpfs", "/dev"}, {"tmpfs", "/tmp"},
	} {
		if err := os.MkdirAll(each.at, 0o755); err != nil {
			return fmt.Errorf("cannot make %s: %w", each.at, err)
		}
		if err := syscall.Mount(each.kind, each.at, each.kind, 0, ""); err != nil && err != syscall.EBUSY {
			return fmt.Errorf("cannot mount %s on %s: %w", each.kind, each.at, err)
		}
	}
	if err := os.Chmod("/tmp", 0o1777); err != nil {
		return err
	}
	os.WriteFile("/proc/sys/kernel/core_pattern", []byte("/tmp/core.%p"), 0)
	unlimited := syscall.Rlimit{Cur: ^uint64(0), Max: ^uint64(0)}
	syscall.Setrlimit(syscall.RLIMIT_CORE, &unlimited)
	return loopbackUp()
}

func loopbackUp() error {
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		return fmt.Errorf("cannot open a socket: %w", err)
	}
	defer syscall.Close(socket)
	// struct ifreq: 16 bytes of name, then a union whose first member here is the flags.
	var request [40]byte
	copy(request[:], "lo")
	*(*uint16)(unsafe.Pointer(&request[16])) = syscall.IFF_UP | syscall.IFF_RUNNING
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(socket), syscall.SIOCSIFFLAGS, pointer(&request)); errno != 0 {
		return fmt.Errorf("cannot set lo up: %w", errno)
	}
	return nil
}

func release() string {
	text, _ := os.ReadFile("/proc/sys/kernel/osrelease")
	return strings.TrimSpace(string(text))
}

func yama() string {
	text, _ := os.ReadFile("/proc/sys/kernel/yama/ptrace_scope")
	return strings.TrimSpace(string(text))
}

// memory is all that the guest has, in megabytes.
func memory() int {
	var info syscall.Sysinfo_t
	if syscall.Sysinfo(&info) != nil {
		return 0
	}
	return int(uint64(info.Totalram) * uint64(info.Unit) >> 20)
}
