// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { GpuFacts } from '../../../renderer/parts/computer-facts.tsx';
import { machine } from '../../support/machines.ts';

const said = (...given: Parameters<typeof machine>): (string | null)[] => {
  const { unmount } = render(
    <dl>
      <GpuFacts machine={machine(...given)} />
    </dl>,
  );
  const texts = screen.getAllByRole('definition').map((fact) => fact.textContent);
  unmount();
  return texts;
};

test('a card that its driver hides is named beside the graphics that were found', () => {
  const gpuProblem = 'There is an NVIDIA GPU, but its driver is not installed or not loaded';
  expect(said([{ vendor: 'intel', name: 'Intel graphics' }], { gpuProblem })).toEqual(['Intel graphics', gpuProblem]);
  expect(said([], { gpuProblem })).toEqual([gpuProblem]);
  expect(said([{ name: 'NVIDIA H200' }])).toEqual(['NVIDIA H200']);
  expect(said()).toEqual(['none found']);
});
