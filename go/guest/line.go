package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"syscall"
)

// message is what goes over the line, in either direction.
type message struct {
	// What we are told, and what we tell.
	Op    string `json:"op,omitempty"`
	Event string `json:"event,omitempty"`
	// The process, stream or request that it is about.
	ID    int    `json:"id,omitempty"`
	Bytes int    `json:"bytes,omitempty"`
	Error string `json:"error,omitempty"`

	Args    []string `json:"args,omitempty"`
	Env     []string `json:"env,omitempty"`
	Dir     string   `json:"dir,omitempty"`
	Hold    bool     `json:"hold,omitempty"`
	UID     int      `json:"uid,omitempty"`
	Signal  int      `json:"signal,omitempty"`
	Tree    bool     `json:"tree,omitempty"`
	Address string   `json:"address,omitempty"`
	Path    string   `json:"path,omitempty"`
	Files   []file   `json:"files,omitempty"`

	Pid     int    `json:"pid,omitempty"`
	Code    int    `json:"code,omitempty"`
	State   string `json:"state,omitempty"`
	Stream  string `json:"stream,omitempty"`
	Version int    `json:"version,omitempty"`
	Arch    string `json:"arch,omitempty"`
	Kernel  string `json:"kernel,omitempty"`
	Cpus    int    `json:"cpus,omitempty"`
	Memory  int    `json:"memory,omitempty"`
	Yama    string `json:"yama,omitempty"`
	Started int64  `json:"started,omitempty"`
	Uptime  int64  `json:"uptime,omitempty"`

	data []byte
}

// file is a part of the shared memory that becomes a file.
type file struct {
	Path   string `json:"path"`
	Offset int64  `json:"offset"`
	Size   int64  `json:"size"`
	Mode   uint32 `json:"mode"`
}

// line is the serial line, open and raw.
type line struct {
	file   *os.File
	reader *bufio.Reader
	mutex  sync.Mutex
}

// openLine opens a terminal device for raw bytes. The descriptor blocks: with Go's poller a wake-up was lost now and then.
func openLine(path string) (*line, error) {
	if path == "" {
		return nil, fmt.Errorf("the kernel's command line has no delvegate.channel=/dev/…")
	}
	descriptor, err := syscall.Open(path, syscall.O_RDWR|syscall.O_NOCTTY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("cannot open the serial line %s: %w", path, err)
	}
	var settings syscall.Termios
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(descriptor), syscall.TCGETS, pointer(&settings)); errno != 0 {
		return nil, fmt.Errorf("%s is no serial line: %w", path, errno)
	}
	settings.Iflag, settings.Oflag, settings.Lflag = 0, 0, 0
	settings.Cflag = syscall.CS8 | syscall.CREAD | syscall.CLOCAL | syscall.B115200
	settings.Cc[syscall.VMIN], settings.Cc[syscall.VTIME] = 1, 0
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(descriptor), syscall.TCSETS, pointer(&settings)); errno != 0 {
		return nil, fmt.Errorf("cannot set up %s: %w", path, errno)
	}
	device := os.NewFile(uintptr(descriptor), path)
	return &line{file: device, reader: bufio.NewReaderSize(device, 1<<16)}, nil
}

func (l *line) send(out message) {
	out.Bytes = len(out.data)
	text, err := json.Marshal(out)
	if err != nil {
		return
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.file.Write(append(append(text, '\n'), out.data...))
}

func (l *line) receive() (message, error) {
	var in message
	text, err := l.reader.ReadBytes('\n')
	if err != nil {
		return in, fmt.Errorf("the serial line ended: %w", err)
	}
	if err := json.Unmarshal(text, &in); err != nil {
		// A host that resumes a snapshot sends its first line until it is heard; half of one may come first.
		return in, nil
	}
	if in.Bytes > 0 {
		in.data = make([]byte, in.Bytes)
		if _, err := io.ReadFull(l.reader, in.data); err != nil {
			return in, fmt.Errorf("the serial line ended: %w", err)
		}
	}
	runtime.Gosched()
	return in, nil
}
