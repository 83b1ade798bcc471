export default {
  name: 'a tree of thousands of folders below the module',
  cause: 'go-list-slow',
  why: 'go list ./... walks all of them, and so does every editor before it starts dlv',
  level: 'warning',
  // More packages than any machine lists in three seconds.
  break: (machine) =>
    machine.sh(`seq -f generated/p%g 30000 | xargs mkdir -p
for each in generated/*; do echo 'package p' > $each/p.go; done`),
};
