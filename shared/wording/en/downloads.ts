export const downloads = {
  perSecond: (amount: string): string => `${amount}/s`,
  left: (time: string): string => `${time} left`,
  andMore: (names: string, more: number): string => `${names} and ${more} more`,
  checking: 'checking what was downloaded before',
};
