/**
 * How often a test that holds a promised time to the clock may be repeated: the machine can be busy with something
 * else during one measurement. What is too slow by itself is too slow each time.
 */
export const busyMachine = 2;
