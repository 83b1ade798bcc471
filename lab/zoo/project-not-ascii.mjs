export default {
  name: 'a project whose folder is beyond ASCII, with a space',
  async make(machine) {
    await machine.sh("mkdir 'größe 日本' && cp go.mod main.go 'größe 日本/'");
    machine.write('größe 日本/delve-gate.yml', 'version: 1\nsmoke:\n  package: .\n  break: main.go:8\n');
    return { args: ['--dir', 'größe 日本'] };
  },
};
