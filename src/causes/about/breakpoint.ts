import { type About, p, unix } from './about.js';

/** Whether a breakpoint is hit, and the session ends. */
export const breakpointAbout: Record<string, About> = {
  'breakpoint-not-hit': {
    meaning: p(
      'The program runs under dlv, and does not stop: the breakpoint could not be set, or was set where the program never comes.',
      'The line has no statement, the function is inlined or not linked in, the program waits for something before it, or ends',
      'earlier. A breakpoint that an editor shows as set may be one that dlv refused.',
    ),
    look: p(
      "A session sets the breakpoint of the policy, and waits for the stop. dlv's answer to the setting, and what the program did",
      'instead, are told.',
    ),
    fix: {
      any: [
        'dlv debug ./PACKAGE',
        '# at its prompt: `funcs NAME`, `sources FILE`, `break main.main`, `continue`',
        '# in the policy name a function that is reached, or FILE.go:LINE with a statement, in smoke.break',
      ],
    },
    confused: [
      { with: 'path-mapping', decides: 'dlv answers "could not find file": the path is another in the program.' },
      { with: 'optimized-binary', decides: 'A function that was inlined is not there to be stopped at.' },
      { with: 'breakpoint-file-not-in-program', decides: 'The file belongs to another package, or is left out by a build tag.' },
      { with: 'program-crashes-at-start', decides: 'There the program ends with a panic before.' },
    ],
  },
  'smoke-failed': {
    meaning: p(
      'A debug session did not go as it should, for a reason that delve-gate has no name for. The phase in which it failed and what',
      'dlv said are in the report; the link is that of the phase.',
    ),
    look: p(
      'Every answer of dlv in a whole session is compared with what it should be: start, listening, breakpoint, stop, variable,',
      'end, and that nothing is left behind. It speaks only where no other cause explains the failure.',
    ),
    fix: {
      any: [
        'dlv exec ./APP --headless --log --log-output=debugger,dap --listen=127.0.0.1:0',
        '# run the check again; when it comes back, report it with these lines',
      ],
    },
    confused: [
      { with: 'dlv-bug', decides: 'There dlv ended by itself.' },
      { with: 'breakpoint-not-hit', decides: 'There the session works, and the breakpoint is not reached.' },
    ],
  },
  'path-mapping': {
    meaning: p(
      'The source paths in the program are those of the machine where it was built. The client asks for a breakpoint by the path on',
      'its own machine, and where the two differ, a container, a remote machine, a symbolic link, another drive letter, dlv answers',
      '"could not find file". The editor shows the breakpoint in grey. In launch.json "from" is the client\'s path and "to" the one',
      "in the program; in dlv's own configuration it is the other way round.",
    ),
    look: p(
      'No look of delve-gate shows it: it asks by function, or by paths of the build. A person asks dlv which paths the program',
      'has.',
    ),
    fix: {
      any: [
        'dlv exec ./APP',
        '# at its prompt: `sources main.go`; compare with the path in the editor',
        '# in launch.json: "substitutePath": [{ "from": "${workspaceFolder}", "to": "/src" }]',
        '# in dlv: `config substitute-path /src /home/you/project`; or build and open the project under one path',
      ],
    },
    confused: [
      { with: 'trimpath', decides: "There the paths in the program start with the module's name, with no folder before it." },
      { with: 'breakpoint-file-not-in-program', decides: 'There no path of the program ends in that file.' },
      { with: 'debug-info-stripped', decides: 'There the answer ends in "binary is stripped".' },
    ],
  },
  trimpath: {
    meaning: p(
      'The program was built with -trimpath, often by GOFLAGS or a release script: its paths are example.com/module/main.go,',
      'without the folder. dlv knows them, and an editor that asks for /home/you/project/main.go gets "could not find file".',
      'Reproducible builds want it so; a debug build should not have it.',
    ),
    look: p(
      'GOFLAGS and the build settings in the program (`go version -m` shows -trimpath=true) are read. It is a note, and an error',
      'where a session missed its file.',
    ),
    fix: {
      any: ['# or map it in launch.json: "substitutePath": [{ "from": "${workspaceFolder}", "to": "example.com/module" }]'],
      ...unix('go version -m ./APP | grep trimpath', 'go env GOFLAGS', 'GOFLAGS= go build -gcflags="all=-N -l" -o ./APP ./PACKAGE'),
      windows: [
        'go version -m .\\APP.exe | Select-String trimpath',
        'go env GOFLAGS',
        'Remove-Item Env:GOFLAGS -ErrorAction SilentlyContinue; go build -gcflags="all=-N -l" -o .\\APP.exe .\\PACKAGE',
      ],
    },
    confused: [
      { with: 'path-mapping', decides: 'There the paths are whole, and of another machine.' },
      { with: 'breakpoint-file-not-in-program', decides: 'There no path of the program ends in that file.' },
    ],
  },
  'breakpoint-file-not-in-program': {
    meaning: p(
      'The file of the breakpoint is not compiled into the program: it belongs to another command, is left out by a build tag or by',
      'its name (_windows.go, _test.go), is another copy of the module (vendor, module cache, a second checkout), or nothing',
      'imports it.',
    ),
    look: 'A session whose breakpoint dlv answered with "could not find file", in a program that was not built with -trimpath.',
    fix: {
      any: [
        "go list -deps -f '{{.Dir}} {{.GoFiles}}' ./PACKAGE",
        "# dlv's prompt: `sources NAME`; a tag: `dlv debug --build-flags=-tags=TAG ./PACKAGE`; a test: `dlv test ./PACKAGE`",
        '# debug the package, not one file of it: `dlv debug ./cmd/app`, not `dlv debug main.go`',
      ],
    },
    confused: [
      { with: 'path-mapping', decides: 'The file is in `sources`, under another folder.' },
      { with: 'trimpath', decides: "The file is in `sources`, under the module's name." },
    ],
  },
  'probe-restarts-debuggee': {
    meaning: p(
      'While the program stands at a breakpoint it answers nobody. A liveness probe of Kubernetes, a health check of Docker or a',
      'load balancer takes that for its death, and restarts it after some seconds; the session ends in the middle of a step. A',
      'readiness probe that fails takes it out of service. Without --continue the program is stopped from the start, until a client',
      'comes.',
    ),
    look: 'No look of delve-gate shows it. A person reads the restarts and events of the pod or container.',
    fix: {
      any: [
        'kubectl describe pod POD',
        "kubectl get pod POD -o jsonpath='{.spec.containers[*].livenessProbe}'",
        p(
          '# in the deployment for debugging leave livenessProbe and startupProbe out, or give them a long timeoutSeconds and',
          'failureThreshold',
        ),
        '# start it running: `dlv exec --headless --listen=:2345 --continue --accept-multiclient ./APP`',
        "# compose: `healthcheck: { disable: true }`; never let a probe connect to dlv's own port",
      ],
    },
    confused: [
      { with: 'out-of-memory', decides: 'There the last state of the container says OOMKilled.' },
      { with: 'headless-exits-after-first-client', decides: 'There dlv ends because its client left.' },
      { with: 'dlv-bug', decides: 'There dlv said something before it ended.' },
    ],
    from: 'public threads of Delve and of Kubernetes tools',
  },
  'headless-exits-after-first-client': {
    meaning: p(
      'A headless dlv without --accept-multiclient serves one client. When that leaves, dlv ends, and with it the program that it',
      'launched; the container ends too. That is its default, and surprises with a tool that looks in first. A bare TCP connection,',
      'such as a port check, does worse: dlv goes on running, and every later client is refused.',
    ),
    look: p(
      "No look of delve-gate shows it: it ends each dlv itself. A person reads dlv's command line. Seen with dlv 1.27.2: after one",
      'connection that is opened and closed, the next is refused.',
    ),
    fix: {
      any: [
        'dlv exec --headless --listen=127.0.0.1:2345 --accept-multiclient ./APP',
        'dlv exec --headless --listen=127.0.0.1:2345 --accept-multiclient --continue ./APP',
        '# dlv dap serves one session by design; with --accept-multiclient end dlv yourself, it does not end with the program',
      ],
    },
    confused: [
      { with: 'probe-restarts-debuggee', decides: 'There the supervisor ends it, not dlv.' },
      { with: 'remote-connection-refused', decides: 'There nobody was connected before.' },
      { with: 'dlv-bug', decides: 'dlv that ends so exits with 0, and says nothing.' },
    ],
  },
};
