export default {
  name: 'GOPROXY=off with a carriage return',
  cause: 'env-written-by-go-env-w',
  why: 'an editor on Windows saved the file: the value is "off" and one character',
  at: '.config/go/env:1',
  break: (machine) => machine.goenv('GOPROXY=off\r\n'),
};
