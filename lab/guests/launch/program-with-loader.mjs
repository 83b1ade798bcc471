export default {
  name: 'a program that is linked dynamically',
  cause: 'program-needs-loader',
  why: '-buildmode=pie, or cgo: the program names a loader, and the guest has neither that nor libraries',
  async break(machine) {
    await machine.sh('GOARCH=arm64 CGO_ENABLED=0 go build -gcflags="all=-N -l" -buildmode=pie -o app .');
    machine.policy('smoke:\n  binary: ./app\n');
  },
};
