package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// drain is how long the output of a program that has ended may still come: what it started can hold it open for ever.
const drain = 300 * time.Millisecond

type process struct {
	id, pid int
	output  sync.WaitGroup
	stdin   *os.File
}

// start begins a program in a process group of its own, and says its id and, later, all that it prints and how it ended.
func (h *house) start(in message) {
	p, err := h.fork(in)
	if err != nil {
		h.answer(in, err)
		return
	}
	h.line.send(message{Event: "started", ID: in.ID, Pid: p.pid})
}

func (h *house) fork(in message) (*process, error) {
	if len(in.Args) == 0 {
		return nil, fmt.Errorf("start needs arguments")
	}
	p := &process{id: in.ID}
	var ours, theirs []*os.File
	defer func() {
		for _, each := range theirs {
			each.Close()
		}
	}()
	stdin, err := os.Open(os.DevNull)
	if in.Hold {
		stdin.Close()
		stdin, p.stdin, err = os.Pipe()
	}
	if err != nil {
		return nil, err
	}
	theirs = append(theirs, stdin)
	for range []string{"stdout", "stderr"} {
		reader, writer, err := os.Pipe()
		if err != nil {
			return nil, err
		}
		ours, theirs = append(ours, reader), append(theirs, writer)
	}
	attributes := &syscall.ProcAttr{Dir: in.Dir, Env: in.Env, Sys: &syscall.SysProcAttr{Setpgid: true}}
	if in.UID != 0 {
		attributes.Sys.Credential = &syscall.Credential{Uid: uint32(in.UID), Gid: uint32(in.UID)}
	}
	for _, each := range theirs {
		attributes.Files = append(attributes.Files, each.Fd())
	}
	// The lock keeps the reaper away until the process is known by its id.
	h.mutex.Lock()
	pid, err := syscall.ForkExec(in.Args[0], in.Args, attributes)
	if err == nil {
		p.pid = pid
		h.processes[pid] = p
	}
	h.mutex.Unlock()
	if err != nil {
		return nil, fmt.Errorf("fork/exec %s: %w", in.Args[0], err)
	}
	for at, reader := range ours {
		p.output.Add(1)
		go p.tell(h.line, []string{"stdout", "stderr"}[at], reader)
	}
	return p, nil
}

func (p *process) tell(l *line, stream string, reader *os.File) {
	defer p.output.Done()
	buffer := make([]byte, 1<<13)
	for {
		n, err := reader.Read(buffer)
		if n > 0 {
			l.send(message{Event: "output", ID: p.id, Stream: stream, data: buffer[:n]})
		}
		if err != nil {
			reader.Close()
			return
		}
	}
}

func (p *process) tellEnd(l *line, status syscall.WaitStatus) {
	read := make(chan struct{})
	go func() {
		p.output.Wait()
		close(read)
	}()
	select {
	case <-read:
	case <-time.After(drain):
	}
	if p.stdin != nil {
		p.stdin.Close()
	}
	out := message{Event: "ended", ID: p.id, Pid: p.pid}
	if status.Signaled() {
		out.Signal = int(status.Signal())
	} else {
		out.Code = status.ExitStatus()
	}
	l.send(out)
}

// signal goes to a process group; with tree also to all that its leader started, in whatever group they are.
func (h *house) signal(in message) {
	targets := []int{in.Pid}
	if in.Tree {
		targets = append(targets, family(in.Pid)...)
	}
	for _, pid := range targets {
		syscall.Kill(-pid, syscall.Signal(in.Signal))
		syscall.Kill(pid, syscall.Signal(in.Signal))
	}
	h.answer(in, nil)
}

// family is every process below one.
func family(root int) []int {
	parents := map[int]int{}
	folders, _ := filepath.Glob("/proc/[0-9]*")
	for _, folder := range folders {
		pid, _ := strconv.Atoi(filepath.Base(folder))
		if fields := stat(pid); len(fields) > 1 {
			parents[pid], _ = strconv.Atoi(fields[1])
		}
	}
	var found []int
	for pid := range parents {
		for at := parents[pid]; at > 1; at = parents[at] {
			if at == root {
				found = append(found, pid)
				break
			}
		}
	}
	return found
}

// state is the kernel's letter for what a process does; empty when there is none.
func state(pid int) string {
	if fields := stat(pid); len(fields) > 0 {
		return fields[0]
	}
	return ""
}

// stat is /proc/PID/stat behind the name, which may hold anything.
func stat(pid int) []string {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil
	}
	return strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
}
