export default {
  name: 'a locale that is not installed',
  make: (machine) => machine.set({ LANG: 'xx_YY.UTF-8', LC_ALL: 'xx_YY.UTF-8' }),
};
