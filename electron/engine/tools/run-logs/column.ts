/** Numbers that only grow in count, in blocks: a million of them are never copied to make room. */
export interface Column {
  length: () => number;
  /** 0 where there is none. */
  at: (index: number) => number;
  push: (value: number) => void;
}

const blockBits = 15;
const blockLength = 2 ** blockBits;

type Numbers = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** `make` decides how large a number may be, and how many bytes it takes. */
export const createColumn = (make: (length: number) => Numbers): Column => {
  const blocks: Numbers[] = [];
  let length = 0;
  return {
    length: () => length,
    at: (index) => blocks[index >>> blockBits]?.[index & (blockLength - 1)] ?? 0,
    push: (value) => {
      const within = length & (blockLength - 1);
      if (within === 0) blocks.push(make(blockLength));
      const block = blocks.at(-1);
      if (block !== undefined) block[within] = value;
      length += 1;
    },
  };
};

/** Positions in files larger than 4 GB, and times. */
export const large = (length: number): Numbers => new Float64Array(length);
export const middle = (length: number): Numbers => new Uint32Array(length);
export const small = (length: number): Numbers => new Uint16Array(length);
export const tiny = (length: number): Numbers => new Uint8Array(length);

/** The first index in a sorted column whose value is not below `value`; its length where there is none. */
export const firstFrom = (column: Column, value: number): number => {
  let low = 0;
  let high = column.length();
  while (low < high) {
    const middleOf = (low + high) >>> 1;
    if (column.at(middleOf) < value) low = middleOf + 1;
    else high = middleOf;
  }
  return low;
};
