package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// The PCI card whose second region is memory that we share with the host (qemu docs/specs/ivshmem-spec).
const sharedVendor, sharedDevice = "0x1af4", "0x1110"

// take makes files of parts of the shared memory.
func take(files []file) error {
	memory, err := shared(files)
	if err != nil {
		return err
	}
	defer syscall.Munmap(memory)
	for _, each := range files {
		if err := os.MkdirAll(filepath.Dir(each.Path), 0o755); err != nil {
			return err
		}
		if err := copyOut(memory[each.Offset:each.Offset+each.Size], each); err != nil {
			return fmt.Errorf("cannot write %s: %w", each.Path, err)
		}
	}
	return nil
}

func copyOut(from []byte, to file) error {
	out, err := os.OpenFile(to.Path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, os.FileMode(to.Mode))
	if err != nil {
		return err
	}
	_, written := out.Write(from)
	return errors.Join(written, out.Close())
}

func shared(files []file) ([]byte, error) {
	var end int64
	for _, each := range files {
		if each.Offset < 0 || each.Size < 0 {
			return nil, fmt.Errorf("%s has no place", each.Path)
		}
		end = max(end, each.Offset+each.Size)
	}
	device, err := card()
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(device, "enable"), []byte("1"), 0); err != nil {
		return nil, fmt.Errorf("cannot enable the shared memory: %w", err)
	}
	for _, name := range []string{"resource2_wc", "resource2"} {
		region, err := os.OpenFile(filepath.Join(device, name), os.O_RDWR|syscall.O_SYNC, 0)
		if err != nil {
			continue
		}
		defer region.Close()
		if info, err := region.Stat(); err == nil && info.Size() < end {
			return nil, fmt.Errorf("the shared memory has %d bytes, and %d are needed", info.Size(), end)
		}
		return syscall.Mmap(int(region.Fd()), 0, int(end), syscall.PROT_READ, syscall.MAP_SHARED)
	}
	return nil, fmt.Errorf("the shared memory cannot be mapped: %s has no resource2", device)
}

func card() (string, error) {
	devices, _ := filepath.Glob("/sys/bus/pci/devices/*")
	for _, device := range devices {
		vendor, _ := os.ReadFile(filepath.Join(device, "vendor"))
		kind, _ := os.ReadFile(filepath.Join(device, "device"))
		if strings.TrimSpace(string(vendor)) == sharedVendor && strings.TrimSpace(string(kind)) == sharedDevice {
			return device, nil
		}
	}
	return "", fmt.Errorf("there is no shared memory among %d PCI devices", len(devices))
}
