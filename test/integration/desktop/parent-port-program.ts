import { connectToParent } from '#main/system/parent-port.ts';

/** A program as the shell starts one: exit code 7 when it was asked to stop, 8 when it is alone. */
const parent = connectToParent(() => process.exit(7));
if (!parent.isConnected) process.exit(8);
parent.send({ type: 'running', port: 7443, setupCode: null });
