export default {
  name: 'GOFLAGS of another compiler in a launch configuration',
  cause: 'ide-env-mismatch',
  level: 'warning',
  why: 'they are flags of TinyGo: go refuses them, and VS Code says only that dlv could not build',
  anywhere: true,
  at: 'project/.vscode/launch.json:3',
  break: (machine) =>
    machine.write(
      '.vscode/launch.json',
      '{\n  "configurations": [\n    { "name": "run", "type": "go", "request": "launch", "env": { "GOFLAGS": "-scheduler=none -gc=leaking" } }\n  ]\n}\n',
    ),
};
