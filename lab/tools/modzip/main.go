// Command modzip writes the zip of a module: what another one holds, if it is given, and files with these texts.
//
//	modzip OUT.zip [FROM.zip] NAME=TEXT…
package main

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	if err := write(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "modzip:", err)
		os.Exit(1)
	}
}

func write(out string, parts []string) error {
	file, err := os.Create(out)
	if err != nil {
		return err
	}
	defer file.Close()
	into := zip.NewWriter(file)
	for _, part := range parts {
		name, text, isFile := strings.Cut(part, "=")
		if isFile {
			err = add(into, name, text)
		} else {
			err = copyAll(into, part)
		}
		if err != nil {
			return err
		}
	}
	return into.Close()
}

func add(into *zip.Writer, name, text string) error {
	entry, err := into.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(entry, text)
	return err
}

func copyAll(into *zip.Writer, from string) error {
	reader, err := zip.OpenReader(from)
	if err != nil {
		return err
	}
	defer reader.Close()
	for _, entry := range reader.File {
		if err := into.Copy(entry); err != nil {
			return err
		}
	}
	return nil
}
