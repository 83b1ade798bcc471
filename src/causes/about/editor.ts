import { type About, p } from './about.js';

/** What an editor gives to Go. */
export const editorAbout: Record<string, About> = {
  'ide-env-mismatch': {
    meaning: p(
      'An editor starts go, gopls and dlv with variables of its own: go.toolsEnvVars, go.goroot and go.gopath of VS Code, env and envFile of a',
      'launch configuration, the Go SDK and the run configurations of GoLand, the environment of a dev container. They win over the',
      'shell. So a build that passes on a runner and in a terminal fails under F5, or debugs another program: with GOOS=js nothing can',
      'be started, with flags that Go does not know every command fails, with another GOROOT another Go builds.',
    ),
    look: p(
      'The files of the editors in the folder of the project and above it are read, up to the repository. A warning is what no machine',
      'can debug with, and on a machine of a person also what differs from the shell; what can be right on another machine is a note.',
      'A value that is only known when the editor runs is passed over, and so are Dockerfiles, Makefiles and a matrix: what they',
      'cross-build is nobody’s session.',
    ),
    fix: {
      any: [
        'go env -changed',
        '# remove the line from the file of the editor, or set the same value for all: in the policy, in the workflow and in the shell',
        '# for one build for another platform, a task of its own: `GOOS=js GOARCH=wasm go build`, not go.toolsEnvVars',
        '# a folder of one machine belongs into the settings of the user, not of the repository',
      ],
    },
    confused: [
      { with: 'target-arch-mismatch', decides: 'There the value is in force here, in the shell or on the runner.' },
      { with: 'goroot-mismatch', decides: 'There the GOROOT in force is of another Go than the command that runs.' },
    ],
  },
};
