export default {
  name: 'XDG folders',
  make: (machine) => machine.set({ XDG_CONFIG_HOME: `${machine.home}/config`, XDG_CACHE_HOME: `${machine.home}/cache` }),
};
