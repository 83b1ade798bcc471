export default {
  name: 'TMPDIR is mounted noexec',
  cause: 'tmp-noexec',
  why: 'go run, go test and dlv start programs from there',
  needs: 'mounts',
  break: (machine) => machine.within(['-m'], `mount -t tmpfs -o noexec none ${machine.temp}`),
};
