/** Returns a mobile number of a test customer as pages show it: `+971 50 100 0001`. */
export function toInternational(mobile: string): string {
  return mobile.replace(/^(\+971)(\d\d)(\d{3})(\d{4})$/, '$1 $2 $3 $4');
}
