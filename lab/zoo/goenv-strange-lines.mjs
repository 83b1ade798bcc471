export default {
  name: 'a GOENV file with lines that Go skips',
  make: (machine) => machine.goenv('# note\njunk\n=x\n\nFOO=bar\ngoproxy=off\nGOFLAGS=-v\n'),
};
