export default {
  name: "a breakpoint by a path of the editor's machine",
  cause: 'path-mapping',
  why: 'the program was built elsewhere, and its debug information has the paths of that place',
  shared: true,
  async say(terminal, machine) {
    await terminal.dlv();
    await terminal.program({ stays: false });
    machine.write('commands', 'break /src/team/main.go:4\nexit\n');
    await terminal.run('dlv exec ./app --allow-non-terminal-interactive=true --init commands');
  },
};
