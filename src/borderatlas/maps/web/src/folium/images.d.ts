declare module '*.png' {
  /** A data: address. */
  const address: string;
  export default address;
}
