export default {
  name: 'dlv for FreeBSD without cgo',
  cause: 'cgo-required-but-disabled',
  why: 'on FreeBSD dlv calls C, and whoever builds for another system has cgo off unless they say otherwise',
  say: (terminal) => terminal.run('GOOS=freebsd GOARCH=amd64 CGO_ENABLED=0 go install github.com/go-delve/delve/cmd/dlv@v1.27.2'),
};
