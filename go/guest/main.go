// Command guest is the first and only process that a guest starts by itself: it mounts what programs need, sets the loopback
// interface up, and then does what it is told over a serial line. It is no shell: it starts programs by their arguments, hands
// on what they print, opens connections to them, and powers off.
//
// The line carries one JSON object per line in both directions; an object with "bytes" is followed by so many raw bytes.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// version of the protocol; src/guest/line.ts speaks the same.
const version = 1

func main() {
	started := uptime()
	signal.Ignore(syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM)
	if os.Getpid() != 1 {
		fail(fmt.Errorf("this is the init of a guest, and no program for a machine"))
	}
	if err := prepare(); err != nil {
		fail(err)
	}
	line, err := openLine(argument("delvegate.channel"))
	if err != nil {
		fail(err)
	}
	house := newHouse(line)
	go house.reap()
	line.send(message{Event: "hello", Version: version, Arch: runtime.GOARCH, Kernel: release(), Cpus: runtime.NumCPU(),
		Memory: memory(), Yama: yama(), Started: started, Uptime: uptime()})
	if err := house.serve(); err != nil {
		fail(err)
	}
	powerOff()
}

// fail tells the console, which is all there is before the line is open.
func fail(err error) {
	fmt.Printf("delve-gate guest: %v\n", err)
	time.Sleep(50 * time.Millisecond)
	powerOff()
	os.Exit(1)
}

// powerOff restarts rather than halts: qemu's -no-reboot ends it on every machine, where a halt needs a driver on some.
func powerOff() {
	syscall.Sync()
	if argument("delvegate.off") == "halt" {
		syscall.Reboot(syscall.LINUX_REBOOT_CMD_POWER_OFF)
	}
	syscall.Reboot(syscall.LINUX_REBOOT_CMD_RESTART)
}

// argument reads a name=value of the kernel's command line.
func argument(name string) string {
	text, _ := os.ReadFile("/proc/cmdline")
	for _, word := range strings.Fields(string(text)) {
		if value, ok := strings.CutPrefix(word, name+"="); ok {
			return value
		}
	}
	return ""
}

// uptime is the kernel's clock since it started, in milliseconds.
func uptime() int64 {
	var now syscall.Timespec
	const clockBoottime = 7
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, clockBoottime, pointer(&now), 0)
	return now.Nano() / 1e6
}
