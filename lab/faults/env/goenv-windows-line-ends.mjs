export default {
  name: 'GOENV file with Windows line ends',
  cause: 'env-written-by-go-env-w',
  why: 'Go keeps the carriage return as a part of the value',
  anywhere: true,
  break: (machine) => machine.goenv('GOARCH=amd64\r\nGOFLAGS=-v\r\n'),
};
