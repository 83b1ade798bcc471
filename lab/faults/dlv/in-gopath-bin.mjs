export default {
  name: 'dlv in GOPATH/bin, which is not on PATH',
  cause: 'dlv-not-on-path',
  why: 'go install puts it there, and nobody put the folder on PATH',
  break: (machine) => machine.putDlv('1.27.2', undefined, `${machine.home}/go/bin`),
};
