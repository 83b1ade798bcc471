import { needsModule } from '../../machine.mjs';

export default {
  name: "a proxy that forbids the project's module",
  cause: 'module-download-blocked',
  why: "a company's proxy lets through what was approved",
  at: 'project/go.mod:1',
  async break(machine) {
    needsModule(machine);
    const proxy = await machine.server((_, response) => {
      response.statusCode = 403;
      response.end('not approved');
    });
    machine.set({ GOPROXY: proxy });
  },
};
