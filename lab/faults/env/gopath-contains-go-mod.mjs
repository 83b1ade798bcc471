export default {
  name: 'a go.mod in GOPATH',
  cause: 'gopath-contains-go-mod',
  level: 'warning',
  why: 'go mod init was typed in GOPATH: Go ignores that file, and editors do not',
  break: (machine) => machine.write(`${machine.home}/go/go.mod`, 'module oops\n\ngo 1.21\n'),
};
