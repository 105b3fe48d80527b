using System.Runtime.CompilerServices;

// Field code keeps many words on the stack; clearing them at every call would cost as much as the arithmetic. No local is read unwritten.
[module: SkipLocalsInit]
