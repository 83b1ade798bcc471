export default {
  name: 'a file of the module cache that was changed',
  cause: 'module-cache-modified',
  why: 'somebody debugged into a dependency and edited it: its lines are no longer those of anybody else',
  async break(machine) {
    const files = await machine.library('example.com/lib');
    await machine.sh(`chmod -R u+w ${files} && echo broken >> ${files}/lib.go`);
    machine.policy('smoke:\n  package: .\n');
  },
};
