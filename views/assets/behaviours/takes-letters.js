/** Letters can be typed here, so a letter is not a key. */
export const takesLetters = (element) =>
  element.matches(
    'textarea, select, input:not([type=checkbox], [type=radio], [inputmode=decimal], [inputmode=numeric])',
  );
