export default {
  name: 'GOOS=js for the go tools of VS Code',
  cause: 'ide-env-mismatch',
  level: 'warning',
  why: 'it was set for gopls, so that it shows files for the web: dlv of the editor builds for it, too',
  anywhere: true,
  at: 'project/.vscode/settings.json:3',
  break: (machine) =>
    machine.write('.vscode/settings.json', '{\n  "go.toolsEnvVars": {\n    "GOOS": "js", // for gopls\n    "GOARCH": "wasm"\n  }\n}\n'),
};
