export default {
  name: 'a file of the module cache that is gone',
  cause: 'module-cache-modified',
  why: 'a cleaner of temporary files went over the module cache',
  async break(machine) {
    const files = await machine.library('example.com/lib');
    await machine.sh(`chmod -R u+w ${files} && rm ${files}/lib.go`);
    machine.policy('smoke:\n  package: .\n');
  },
};
