import { type About, p, unix } from './about.js';

/** What the files of a repository say of the Go that is meant. */
export const versionsAbout: Record<string, About> = {
  'go-pinned-below-go-mod': {
    meaning: p(
      'A place of the repository pins a Go that is older than the `go` line of go.mod or go.work, which names the oldest Go that may',
      'build the module. Where GOTOOLCHAIN is local nothing builds there: the official golang images set it, and so does setup-go',
      'since version 6. Elsewhere that Go fetches and runs another one, so what is debugged, and the dlv that matches it, is not what',
      'the pin says. An unquoted `go-version: 1.20` in a workflow is such a pin too: to YAML it is the number 1.2.',
    ),
    look: p(
      'Files of version managers, Dockerfiles, workflows, devcontainers, other CI and settings of editors are read, and what each can',
      'give is compared with the `go` line. Only what is meant for this module counts: a Dockerfile that copies no sources, a job',
      'without a checkout, and what works in the folder of another module do not. A matrix that has a new enough Go too tries the older',
      'ones on purpose. What Go 1.20 and older make of a `go` line without a patch level, a patch level that is fetched, and a matrix',
      'are notes.',
    ),
    fix: {
      any: [
        'delve-gate env who',
        '# write the version of the go line, or a newer one, at the place that is named',
        '# in a workflow: `go-version-file: go.mod` cannot drift, and a version needs quotes',
      ],
      ...unix("grep -n -E '^(go|toolchain) ' go.mod"),
      windows: ["Select-String -Path go.mod -Pattern '^(go|toolchain) '"],
    },
    confused: [
      { with: 'project-needs-newer-go', decides: 'There the Go that runs here is too old; here a file would give somebody else one.' },
      { with: 'go-versions-disagree', decides: 'There every pin is new enough for go.mod, and they differ from each other.' },
    ],
  },
  'go-versions-disagree': {
    meaning: p(
      "Two places of the repository pin Go versions of different minor versions: a version manager's file, a devcontainer or an editor",
      'against each other or against CI, or CI against an image. Whoever follows one debugs a program that another Go compiles',
      "elsewhere, and one dlv need not debug both. A difference between a person's own tools, or between them and CI, is a warning;",
      'one of images and jobs is a note.',
    ),
    look: p(
      'A pin is off when it can meet none of those that it should agree with. The `go` line of go.mod is a minimum, not a pin, and a',
      '`toolchain` line above it is in order. A matrix stands for all of its versions; `stable`, `^1.20`, `latest` and a digest meet',
      'everything; other patch levels are the same Go here. Other modules of the repository have their own.',
    ),
    fix: {
      any: [
        'delve-gate env who',
        '# let one place say it and the others follow: `go-version-file: .go-version` or `go.mod` in workflows, an ARG in Dockerfiles',
      ],
      ...unix("grep -rnE 'golang:|go-version' .github Dockerfile* .tool-versions .go-version 2>/dev/null"),
      windows: ["Select-String -Path .github\\workflows\\*, Dockerfile*, .tool-versions, .go-version -Pattern 'golang|go-version'"],
    },
    confused: [
      { with: 'go-version-drift', decides: 'There a file disagrees with the Go that runs here, not with another file.' },
      { with: 'go-pinned-below-go-mod', decides: 'There one of them is too old to build the module at all.' },
    ],
  },
  'go-version-drift': {
    meaning: p(
      'A file of a version manager in the repository (.go-version, .tool-versions, mise.toml) names another Go than the one that runs.',
      'Somebody else checks the branch out and builds with that one: the breakpoints are the same, the dlv that matches need not',
      'be.',
    ),
    look: p(
      'The version in the nearest .go-version, .tool-versions and mise.toml, from the module upwards, is compared with the one that go env',
      'names. A version without a patch level stands for all of that minor.',
    ),
    fix: {
      any: ['go version', '# write one version into all of them, or install the one that they name'],
      ...unix("cat .go-version .tool-versions 2>/dev/null; grep -n -E '^(go|toolchain) ' go.mod"),
      windows: [
        p(
          'Get-Content .go-version, .tool-versions -ErrorAction SilentlyContinue; Select-String -Path go.mod -Pattern',
          "'^(go|toolchain) '",
        ),
      ],
    },
    confused: [
      {
        with: 'toolchain-auto-switched',
        decides: "There go.mod itself makes the Go that runs; the version managers' files are not read by the go command.",
      },
      { with: 'go-version-not-allowed', decides: 'There the policy names the range.' },
    ],
  },
};
