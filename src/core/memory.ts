/** The names by which the rest of the engine speaks of the core's memory and compiled code: it only hands them on. */
export type CoreMemory = WebAssembly.Memory;
export type CoreModule = WebAssembly.Module;
