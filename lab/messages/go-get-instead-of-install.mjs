export default {
  name: 'go get of a program, as old instructions say',
  cause: 'go-get-instead-of-install',
  why: 'since Go 1.18 go get only edits go.mod, and installs nothing',
  say: (terminal) => terminal.run('cd .. && go get github.com/go-delve/delve/cmd/dlv'),
};
