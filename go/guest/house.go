package main

import (
	"fmt"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// house keeps the processes and connections of the guest.
type house struct {
	line      *line
	mutex     sync.Mutex
	processes map[int]*process // by process id
	streams   map[int]net.Conn // by the host's number
}

func newHouse(l *line) *house {
	return &house{line: l, processes: map[int]*process{}, streams: map[int]net.Conn{}}
}

// serve does what it is told until it is told to end.
func (h *house) serve() error {
	for {
		in, err := h.line.receive()
		if err != nil {
			return err
		}
		switch in.Op {
		case "ping":
			go h.pong(in)
		case "take":
			h.answer(in, take(in.Files))
		case "write":
			h.answer(in, write(in))
		case "start":
			h.start(in)
		case "signal":
			h.signal(in)
		case "state":
			h.line.send(message{Event: "done", ID: in.ID, State: state(in.Pid)})
		case "find":
			found, _ := filepath.Glob(in.Path)
			h.line.send(message{Event: "done", ID: in.ID, Args: found})
		case "connect":
			go h.connect(in)
		case "listen":
			h.listen(in)
		case "data":
			h.data(in)
		case "close":
			h.close(in.ID)
		case "power-off":
			return nil
		case "":
		default:
			h.answer(in, fmt.Errorf("unknown op %q", in.Op))
		}
	}
}

// pong comes after a nap: a guest that was resumed with a clock that stands still can answer, and do nothing else.
func (h *house) pong(in message) {
	time.Sleep(time.Millisecond)
	h.line.send(message{Event: "pong", ID: in.ID, Uptime: uptime()})
}

func (h *house) answer(in message, err error) {
	out := message{Event: "done", ID: in.ID}
	if err != nil {
		out.Error = err.Error()
	}
	h.line.send(out)
}

func write(in message) error {
	if err := os.MkdirAll(filepath.Dir(in.Path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(in.Path, in.data, 0o755)
}

// connect dials a program of the guest.
func (h *house) connect(in message) {
	connection, err := net.DialTimeout("tcp", in.Address, 5*time.Second)
	if err != nil {
		h.line.send(message{Event: "closed", ID: in.ID, Error: err.Error()})
		return
	}
	h.carry(in.ID, connection)
}

// listen waits for one program to dial, and says first where.
func (h *house) listen(in message) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		h.answer(in, err)
		return
	}
	h.line.send(message{Event: "done", ID: in.ID, Address: listener.Addr().String()})
	go func() {
		connection, err := listener.Accept()
		listener.Close()
		if err == nil {
			h.carry(in.ID, connection)
		}
	}()
}

// carry hands on what a connection sends, until it ends.
func (h *house) carry(id int, connection net.Conn) {
	h.mutex.Lock()
	h.streams[id] = connection
	h.mutex.Unlock()
	h.line.send(message{Event: "connected", ID: id})
	buffer := make([]byte, 1<<14)
	for {
		n, err := connection.Read(buffer)
		if n > 0 {
			h.line.send(message{Event: "data", ID: id, data: buffer[:n]})
		}
		if err != nil {
			h.close(id)
			h.line.send(message{Event: "closed", ID: id})
			return
		}
	}
}

// data goes to a connection. What dlv is asked is small, so a program that does not read cannot hold the line up for long.
func (h *house) data(in message) {
	h.mutex.Lock()
	connection := h.streams[in.ID]
	h.mutex.Unlock()
	if connection == nil {
		return
	}
	connection.SetWriteDeadline(time.Now().Add(5 * time.Second))
	connection.Write(in.data)
}

func (h *house) close(id int) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if connection := h.streams[id]; connection != nil {
		connection.Close()
		delete(h.streams, id)
	}
}

// reap waits for every child: those that we started, and those that lost their parent.
func (h *house) reap() {
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGCHLD)
	for {
		<-ended
		for {
			var status syscall.WaitStatus
			h.mutex.Lock()
			pid, err := syscall.Wait4(-1, &status, syscall.WNOHANG, nil)
			each := h.processes[pid]
			delete(h.processes, pid)
			h.mutex.Unlock()
			if err == syscall.EINTR {
				continue
			}
			if err != nil || pid <= 0 {
				break
			}
			if each != nil {
				go each.tellEnd(h.line, status)
			}
		}
	}
}
