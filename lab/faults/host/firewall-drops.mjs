export default {
  name: 'a packet filter that drops what comes in',
  cause: 'firewall-blocks-dlv',
  why: 'iptables -P INPUT DROP, without a rule that lets the interface lo through',
  needs: ['nets', 'iptables'],
  waits: true,
  break: (machine) => machine.within(['-n'], 'ip link set lo up\niptables -P INPUT DROP'),
};
